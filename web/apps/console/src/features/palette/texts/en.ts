export const en = {
  "palette.placeholder": "Find a conversation, a person, an article, or something to do",
  "palette.actions": "Actions",
  "palette.messages": "Messages and notes",
  "palette.contacts": "Customers",
  "palette.members": "Colleagues",
  "palette.articles": "Articles",
  "palette.nothing": "Nothing found for “{query}”",
  "palette.searching": "Searching",
  "palette.hint": "↑↓ choose, Enter opens, Escape closes",
} as const;
