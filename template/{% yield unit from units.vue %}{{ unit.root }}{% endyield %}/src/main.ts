import { createApp } from "vue";
import HealthPage from "./pages/HealthPage.vue";
import "./style.css";

createApp(HealthPage).mount("#root");
