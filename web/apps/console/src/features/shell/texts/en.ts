export const en = {
  "shell.navigation": "Main",
  "shell.skip": "Skip to content",
  "shell.more": "More",
  "shell.signOut": "Sign out",
  "shell.reconnecting": "Reconnecting… This page may be out of date.",
  "shell.unreachable": "Cannot reach Switchboard",
  "shell.account": "{name}'s account",
  "profile.keys": "Keyboard shortcuts",
} as const;
