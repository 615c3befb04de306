import { afterEach, expect, jest, test } from "@jest/globals";
import { render } from "@testing-library/react-native";
import { HealthScreen } from "../src/screens/HealthScreen.tsx";

afterEach(() => {
  jest.restoreAllMocks();
});

test("says what the API answers", async () => {
  jest.spyOn(globalThis, "fetch").mockResolvedValue(Response.json({ status: "ok" }));

  const screen = render(<HealthScreen />);

  expect(await screen.findByText("API: ok")).toBeTruthy();
});

test("says that the API does not answer", async () => {
  jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));

  const screen = render(<HealthScreen />);

  expect(await screen.findByText("The API does not answer")).toBeTruthy();
});
