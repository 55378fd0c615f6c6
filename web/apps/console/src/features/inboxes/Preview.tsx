import { brandTokens, Select, Tabs } from "@switchboard/ui";
import { CircleQuestionMark, Hand, MessageCircle } from "lucide-react";
import { type CSSProperties, type ReactElement, useEffect, useMemo, useRef, useState } from "react";

import { t } from "@/features/inboxes/texts";
import { useLanguageItems } from "@/shared/workspace";

import { logoAddress } from "./LogoField";
import { settingsOf, type WebchatForm } from "./settings";

type Screen = "start" | "talk" | "home";

const ICONS = { chat: MessageCircle, question: CircleQuestionMark, wave: Hand };

/** The real chat with the settings as they are in the form, saved or not; and the button that opens it. */
export function Preview({
  widgetKey,
  form,
}: {
  widgetKey: string;
  form: WebchatForm;
}): ReactElement {
  const languages = useLanguageItems();
  const [screen, setScreen] = useState<Screen>("start");
  const [language, setLanguage] = useState(languages[0]?.value ?? "en");
  const frame = usePreviewFrame(form, screen, language);
  return (
    <aside className="flex flex-col gap-3" aria-label={t("look.preview")}>
      <div className="flex items-end justify-between gap-3">
        <Tabs
          label={t("look.preview")}
          value={screen}
          onValueChange={setScreen}
          items={[
            { value: "start", label: t("look.screenStart") },
            { value: "talk", label: t("look.screenTalk") },
            { value: "home", label: t("look.screenHome") },
          ]}
        />
        {languages.length > 1 ? (
          <Select
            label={t("look.language")}
            hideLabel
            value={language}
            items={languages}
            onValueChange={setLanguage}
            className="w-32"
          />
        ) : null}
      </div>
      <iframe
        ref={frame}
        title={t("look.preview")}
        src={`/widget/?key=${encodeURIComponent(widgetKey)}&preview=1`}
        className="h-[min(34rem,calc(100dvh-16rem))] min-h-96 w-full rounded-xl border border-line bg-surface shadow-lg"
        tabIndex={-1}
      />
      <Launcher form={form} language={language} />
    </aside>
  );
}

/** Keeps the frame in step with the form, from when it says that it is there. */
function usePreviewFrame(form: WebchatForm, screen: Screen, locale: string) {
  const frame = useRef<HTMLIFrameElement>(null);
  const message = useMemo(() => {
    const { business_hours: hours, logo_id: logo, ...settings } = settingsOf(form);
    const shown = {
      ...settings,
      title: form.title.trim() || form.name,
      logo: logo !== null,
      ...(form.logoId ? { logo_url: logoAddress(form.logoId) } : {}),
      open: hours === null,
    };
    return { switchboardPreview: shown, locale, screen };
  }, [form, screen, locale]);
  useEffect(() => {
    const tell = (): void => frame.current?.contentWindow?.postMessage(message, location.origin);
    tell();
    const hear = (event: MessageEvent): void => {
      const ours =
        event.origin === location.origin && event.source === frame.current?.contentWindow;
      if (ours) tell();
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [message]);
  return frame;
}

function Launcher({ form, language }: { form: WebchatForm; language: string }): ReactElement {
  const Icon = ICONS[form.launcherIcon];
  const text = form.launcherText[language]?.trim();
  return (
    <div
      className="flex"
      style={{ justifyContent: form.position === "left" ? "flex-start" : "flex-end" }}
      aria-hidden
    >
      <span
        className="inline-flex h-14 min-w-14 items-center justify-center gap-2 rounded-full bg-accent px-4 font-semibold text-on-accent shadow-lg"
        style={brandTokens(form.color) as CSSProperties}
      >
        <Icon size={26} />
        {text ? <span dir="auto">{text}</span> : null}
      </span>
    </div>
  );
}
