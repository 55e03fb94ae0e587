import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;

class FirstSteps {
  public static void main(String[] args) {
    try (FileStore store = FileStores.open("file:./data")) {
      store.write("users/ada/settings.json", "{\"theme\":\"dark\"}");
      System.out.println(store.list("users/ada"));
      System.out.println(store.readString("users/ada/settings.json"));

      byte[] other = {1, 2, 3};
      store.write("users/ada/settings.json", other, WriteOptions.DEFAULTS.ifAbsent());
    } catch (ConflictException e) {
      System.out.println(e.getMessage()); // the first content stays
    }
  }
}
