export const en = {
  "shell.navigation": "Main",
  "shell.skip": "Skip to content",
  "shell.more": "More",
  "shell.signOut": "Sign out",
  "shell.reconnecting": "Reconnecting. What you see may be a moment old.",
  "shell.unreachable": "Switchboard cannot be reached",
  "shell.account": "Account of {name}",
  "profile.keys": "Keyboard shortcuts",
} as const;
