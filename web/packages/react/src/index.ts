export { SwitchboardProvider, type SwitchboardProviderProps } from "./SwitchboardProvider";
export { SwitchboardWidget } from "./SwitchboardWidget";
export { useSwitchboard, type Switchboard, useSwitchboardEvent } from "./useSwitchboard";
export type {
  SwitchboardAuthor,
  SwitchboardEvent,
  SwitchboardEvents,
  SwitchboardFunction,
  SwitchboardIdentity,
  SwitchboardListener,
  SwitchboardOptions,
  SwitchboardTheme,
} from "./sdk";
