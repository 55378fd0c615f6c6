import { Button } from "@switchboard/ui";
import { ImageUp, Trash2 } from "lucide-react";
import { type ReactElement, useRef } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { t } from "@/features/inboxes/texts";
import { useAction } from "@/shared/useAction";

/** The logo as a file of the workspace; it shows once the settings are saved. */
export function LogoField({
  logoId,
  onChange,
}: {
  logoId: string | null;
  onChange: (logoId: string | null) => void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const upload = useAction(sendFile, {
    refreshes: [],
    quiet: true,
    onDone: (file) => onChange(file.id),
  });
  return (
    <div className="sb-field">
      <span className="sb-label">{t("look.logo")}</span>
      <span className="flex items-center gap-3">
        {logoId ? (
          <img
            src={logoAddress(logoId)}
            alt={t("look.logo")}
            className="size-12 rounded-md border border-line object-contain"
          />
        ) : null}
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) upload.mutate(file);
            currentTarget.value = "";
          }}
        />
        <Button
          size="sm"
          icon={<ImageUp size={14} aria-hidden />}
          loading={upload.isPending}
          onClick={() => input.current?.click()}
        >
          {t("look.logoChoose")}
        </Button>
        {logoId ? (
          <Button size="sm" icon={<Trash2 size={14} aria-hidden />} onClick={() => onChange(null)}>
            {t("common.remove")}
          </Button>
        ) : null}
      </span>
      <p className="sb-description">{t("look.logoHelp")}</p>
      <FormError error={upload.error} />
    </div>
  );
}

/** Where a logo can be seen by who is signed in. */
export function logoAddress(logoId: string): string {
  return `/api/v1/attachments/${logoId}/content?variant=thumbnail`;
}

function sendFile(file: File) {
  return unwrap(
    api.POST("/api/v1/attachments", {
      // The generated type knows the form's fields; what is sent is the form itself.
      body: { file: "" },
      bodySerializer: () => {
        const form = new FormData();
        form.set("file", file);
        return form;
      },
    }),
  );
}
