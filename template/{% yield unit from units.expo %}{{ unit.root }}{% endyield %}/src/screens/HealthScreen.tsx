import { useEffect, useState } from "react";
import { StyleSheet, Text, View } from "react-native";
import app from "../../app.json";
import { getHealth } from "../services/health.ts";

export function HealthScreen() {
  const [message, setMessage] = useState("Asking the API");

  useEffect(() => {
    getHealth().then(
      (status) => setMessage(`API: ${status}`),
      () => setMessage("The API does not answer"),
    );
  }, []);

  return (
    <View style={styles.screen}>
      <Text accessibilityRole="header">{app.expo.name}</Text>
      <Text>{message}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  screen: { alignItems: "center", flex: 1, justifyContent: "center" },
});
