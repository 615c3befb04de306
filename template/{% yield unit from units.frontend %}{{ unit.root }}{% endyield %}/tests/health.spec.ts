import { expect, test } from "@playwright/test";

test("the page says that the backend is up", async ({ page }) => {
  await page.goto("/");

  await expect(page.getByRole("heading", { name: await page.title(), exact: true })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("The backend is up.");
});
