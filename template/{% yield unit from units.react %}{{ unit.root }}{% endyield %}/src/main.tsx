import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { HealthPage } from "./pages/HealthPage.tsx";
import "./style.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");

createRoot(root).render(
  <StrictMode>
    <HealthPage />
  </StrictMode>,
);
