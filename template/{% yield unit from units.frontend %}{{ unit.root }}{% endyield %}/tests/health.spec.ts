import { expect, test } from "@playwright/test";

test("the page says that the backend is up", async ({ page }) => {
  await page.goto("/");

  await expect(page.getByRole("heading")).toHaveText(await page.title());
  await expect(page.getByRole("status")).toHaveText("The backend is up.");
});
