/** Hides a column below the width from which it is shown. */
export const HIDDEN = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };
