package lamp.models;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** A lamp. */
@Lamp.Table("lamps")
public record Lamp(String name, int watts, List<String> tags) {
  /** Where it is stored. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Table {
    String value();
  }

  public Lamp {
    tags = List.copyOf(tags);
  }
}
