import { cleanup } from "@testing-library/vue";
import { afterEach } from "vitest";

// Testing Library does it by itself only where the test functions are global.
afterEach(cleanup);
