export const playground = {
  "playground.title": "Playground",
  "playground.lead": "Ask as a customer would. Nothing is sent or kept.",
  "playground.restart": "Start over",
  "playground.question": "Question",
  "playground.placeholder": "Ask a question",
  "playground.ask": "Ask",
  "playground.thinking": "Looking for an answer",
  "playground.failed": "No answer",
  "playground.empty": "Try the assistant",
  "playground.emptyDetail": "See what it answers, from which passages, and how sure it is.",
  "playground.example1": "How long do I have to send something back?",
  "playground.example2": "Do you deliver abroad?",
  "playground.example3": "I want to talk to a person",
  "playground.traceEmpty": "The trace appears here",
  "playground.traceEmptyDetail":
    "Outcome, confidence, the passages that were found, and the time it took.",
} as const;
