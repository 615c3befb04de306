import express, { type Express } from "express";
import { health } from "./health.ts";

export function createApp(): Express {
  const app = express();
  app.use(health);
  return app;
}
