package dev.coffer.app;

import java.util.List;

/** Prints the completion script of a shell. */
final class Completion implements Verb {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public Usage usage() {
    return new Usage(
        "completion",
        "Print the script that makes a shell complete verbs, options and files.",
        List.of(),
        List.of(
            new PositionalArgument(
                "SHELL", PositionalArgument.Count.ONCE, "bash, zsh or fish.", SHELLS)),
        """
        bash, in ~/.bashrc:                    source <(coffer completion bash)
        zsh, in ~/.zshrc, after compinit:      source <(coffer completion zsh)
        fish, in ~/.config/fish/config.fish:   coffer completion fish | source
        """,
        List.of("coffer completion bash > coffer.bash", "coffer completion fish > coffer.fish"));
  }

  @Override
  public void run(CommandSession session) {
    String shell = session.words().place(0);
    if (session.json()) {
      throw new CommandException(ExitCode.USAGE, "completion prints a script: no --json");
    }
    session.console().out().println(script(shell, Verbs.usages()).stripTrailing());
  }

  private static String script(String shell, List<Usage> verbs) {
    return switch (shell) {
      case "bash" -> BashScript.of(verbs);
      case "zsh" -> ZshScript.of(verbs);
      case "fish" -> FishScript.of(verbs);
      default ->
          throw new CommandException(
              ExitCode.USAGE, "no completion for " + shell + "; there are " + SHELLS);
    };
  }
}
