import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Dialogs, menus and lists load their code when they open, which a busy machine takes its time for.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
