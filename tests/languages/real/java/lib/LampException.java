package lamp.lib;

/** What the user can fix. */
public class LampException extends RuntimeException {
  public LampException(String message, Throwable cause) {
    super(message, cause);
  }
}
