export { Avatar, type AvatarKind, type AvatarProps, initials } from "./Avatar";
export { brandTokens, contrast } from "./brand";
export { Button, type ButtonProps, type ButtonSize, type ButtonVariant } from "./Button";
export { IconButton, type IconButtonProps } from "./IconButton";
export { lazyWhenOpen } from "./lazy";
export { classes } from "./classes";
export { Dialog, type DialogProps } from "./Dialog";
export {
  EmptyState,
  type EmptyStateProps,
  ErrorNotice,
  type ErrorNoticeProps,
  Skeleton,
  Spinner,
} from "./Feedback";
export {
  Field,
  type FieldProps,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from "./Field";
export { Menu, type MenuItem, type MenuProps } from "./Menu";
export { Select, type SelectItem, type SelectProps } from "./Select";
export { Badge, Card, type CardProps, Table, type Tone } from "./Surfaces";
export { Sheet, type SheetProps } from "./Sheet";
export { Switch, type SwitchProps } from "./Switch";
export { type TabItem, Tabs, type TabsProps } from "./Tabs";
export { ToastProvider, type ToastOptions, type ToastTone, useToast } from "./Toast";
export { tooltip, TooltipProvider } from "./Tooltip";
