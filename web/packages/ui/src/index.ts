export { Avatar, type AvatarKind, type AvatarProps, initials } from "./Avatar";
export { brandTokens, contrast } from "./brand";
export {
  Button,
  buttonClasses,
  type ButtonProps,
  type ButtonSize,
  type ButtonVariant,
} from "./Button";
export { Checkbox, type CheckboxProps } from "./Checkbox";
export { CheckboxGroup, type CheckboxGroupProps } from "./CheckboxGroup";
export {
  Combobox,
  type ComboboxItem,
  type ComboboxProps,
  MultiCombobox,
  type MultiComboboxProps,
} from "./Combobox";
export type { ChoiceItem, ControlProps } from "./control-props";
export { DateRange, type DateRangeProps, type Days } from "./DateRange";
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
export { NumberField, type NumberFieldProps } from "./NumberField";
export { Popover, type PopoverProps } from "./Popover";
export { LiveStatus, type LiveStatusProps, Progress } from "./Progress";
export { RadioGroup, type RadioGroupProps } from "./RadioGroup";
export { type Step, Stepper, type StepperProps } from "./Stepper";
export { Select, type SelectItem, type SelectProps } from "./Select";
export { Badge, Card, type CardProps, Table, type Tone } from "./Surfaces";
export { Sheet, type SheetProps } from "./Sheet";
export { Switch, type SwitchProps } from "./Switch";
export { type TabItem, Tabs, type TabsProps } from "./Tabs";
export { ToastProvider, type ToastOptions, type ToastTone, useToast } from "./Toast";
export { tooltip, TooltipProvider } from "./Tooltip";
export { csvOf } from "./table/csv";
export { DataTable } from "./table/DataTable";
export { sortRows } from "./table/sort";
export type { Column, DataTableProps, Sort, TableTexts } from "./table/types";
