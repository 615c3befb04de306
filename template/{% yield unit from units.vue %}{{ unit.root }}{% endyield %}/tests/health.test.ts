import { fireEvent, render, screen } from "@testing-library/vue";
import { expect, test } from "vitest";
import HealthPage from "../src/pages/HealthPage.vue";

function answer(ok: boolean) {
  return async () => ({ ok, json: async () => ({ status: "ok" }) }) as Response;
}

test("names the project, and asks", () => {
  document.title = "My project";
  render(HealthPage, { props: { request: () => new Promise(() => {}) } });

  expect(screen.getByRole("heading").textContent).toBe("My project");
  expect(screen.getByRole("status").textContent?.trim()).toBe("Asking the backend…");
});

test("says that the backend is up", async () => {
  render(HealthPage, { props: { request: answer(true) } });

  await screen.findByText("The backend is up.");
});

test("says what to do when the backend is down, and asks again", async () => {
  const answers = [answer(false), () => Promise.reject(new Error("refused"))];
  render(HealthPage, { props: { request: () => (answers.shift() ?? answer(true))() } });

  for (const _time of [1, 2]) {
    await screen.findByText(/does not answer/);
    await fireEvent.click(screen.getByRole("button", { name: "Ask again" }));
  }

  await screen.findByText("The backend is up.");
});
