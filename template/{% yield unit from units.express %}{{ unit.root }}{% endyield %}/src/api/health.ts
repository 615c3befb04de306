import { Router } from "express";

export const health = Router();

health.get("/health", (_request, response) => {
  response.json({ status: "ok" });
});
