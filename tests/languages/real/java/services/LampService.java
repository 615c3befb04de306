package lamp.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lamp.lib.LampException;
import lamp.models.Lamp;

/** Keeps lamps. */
public class LampService {
  private final List<Lamp> lamps = new ArrayList<>();

  public LampService() {
    load();
  }

  protected void load() {
    add(new Lamp("first", 5, List.of()));
  }

  public void add(Lamp lamp) {
    lamps.add(lamp);
  }

  public List<Lamp> brightest() {
    return lamps.stream().sorted(Comparator.comparingInt(Lamp::watts).reversed()).toList();
  }

  public String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException error) {
      throw new LampException("cannot be read", new UncheckedIOException(error));
    }
  }
}
