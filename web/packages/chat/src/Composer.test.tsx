import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { Composer, type ComposerProps } from "./Composer";

const labels = { input: "Message", placeholder: "Write", send: "Send" };

function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn();
  function Owner() {
    const [value, setValue] = useState("");
    return (
      <Composer
        value={value}
        onValueChange={setValue}
        onSend={onSend}
        sendOn="enter"
        labels={labels}
        {...props}
      />
    );
  }
  render(<Owner />);
  return { onSend, box: screen.getByRole("textbox", { name: "Message" }) };
}

describe("Composer", () => {
  it("sends by Enter, trimmed, and breaks the line by Shift+Enter", async () => {
    const { onSend, box } = show();
    await userEvent.type(box, " one{Shift>}{Enter}{/Shift}two {Enter}");
    expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
  });

  it("sends by Mod+Enter only, where told so", async () => {
    const { onSend, box } = show({ sendOn: "mod+enter" });
    await userEvent.type(box, "one{Enter}two");
    expect(onSend).not.toHaveBeenCalled();
    await userEvent.type(box, "{Control>}{Enter}{/Control}");
    expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
  });

  it("leaves Enter to an input method that is composing", async () => {
    const { onSend, box } = show();
    await userEvent.type(box, "にほん");
    fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    expect(onSend).not.toHaveBeenCalled();
  });

  it("does not send nothing", async () => {
    const { onSend, box } = show();
    await userEvent.type(box, "   {Enter}");
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  });

  it("tells once that writing began, and that it ended with sending", async () => {
    const onTyping = vi.fn();
    const { box } = show({ onTyping });
    await userEvent.type(box, "hello{Enter}");
    expect(onTyping.mock.calls).toEqual([[true], [false]]);
  });
});
