import { Card, Tabs, TextArea, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { t } from "@/features/inboxes/texts";
import { useLanguageItems } from "@/shared/workspace";

import type { Texts } from "./look";
import type { CardProps } from "./types";

/** What the chat says before anybody has written, in each of the company's languages. */
export function TextsCard({ form, change }: CardProps): ReactElement {
  const languages = useLanguageItems();
  const [language, setLanguage] = useState(languages[0]?.value ?? "en");
  const put = (texts: Texts, value: string): Texts => ({ ...texts, [language]: value });
  const words = { lang: language, dir: "auto" } as const;
  return (
    <Card title={t("look.texts")} description={t("inboxes.greetingLead")}>
      <Tabs
        label={t("look.language")}
        value={language}
        onValueChange={setLanguage}
        items={languages}
        className="mb-4"
      />
      <div className="flex flex-col gap-4">
        <TextArea
          {...words}
          label={t("inboxes.greeting")}
          rows={2}
          maxLength={500}
          value={form.greeting[language] ?? ""}
          onChange={(event) => change({ greeting: put(form.greeting, event.currentTarget.value) })}
        />
        <TextArea
          {...words}
          label={t("look.intro")}
          description={t("look.introHelp")}
          rows={2}
          maxLength={500}
          value={form.intro[language] ?? ""}
          onChange={(event) => change({ intro: put(form.intro, event.currentTarget.value) })}
        />
        <TextField
          {...words}
          label={t("look.placeholder")}
          maxLength={100}
          value={form.placeholder[language] ?? ""}
          onChange={(event) =>
            change({ placeholder: put(form.placeholder, event.currentTarget.value) })
          }
        />
        <TextField
          {...words}
          label={t("look.launcherText")}
          description={t("look.launcherTextHelp")}
          maxLength={40}
          value={form.launcherText[language] ?? ""}
          onChange={(event) =>
            change({ launcherText: put(form.launcherText, event.currentTarget.value) })
          }
        />
      </div>
    </Card>
  );
}
