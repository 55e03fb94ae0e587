package dev.coffer.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation, immutable. Fields that nobody here knows are kept and written
 * again.
 *
 * <pre>{@code
 * ConversationMetadata metadata = ConversationMetadata.of("c1").title("Hello").userId("ada");
 * }</pre>
 */
public final class ConversationMetadata {
  private final JsonValue.Fields fields;

  private ConversationMetadata(JsonValue.Fields fields) {
    this.fields = MetadataField.normal(fields);
  }

  /**
   * Returns the metadata of a conversation that begins now.
   *
   * @param conversationId the conversation
   * @return metadata without anything else
   */
  public static ConversationMetadata of(String conversationId) {
    return of(conversationId, ConversationTime.of(Instant.now()));
  }

  /**
   * Returns the metadata of a conversation.
   *
   * @param conversationId the conversation
   * @param createdAt when it began
   * @return metadata without anything else
   */
  public static ConversationMetadata of(String conversationId, ConversationTime createdAt) {
    return new ConversationMetadata(
        JsonValue.Fields.NONE
            .with("conversation_id", JsonValue.of(conversationId))
            .with("selected_repository", JsonValue.Word.NULL)
            .with("created_at", JsonValue.of(createdAt.toString())));
  }

  /**
   * Reads the text of a file.
   *
   * @param json one JSON object, in any form
   * @return the metadata
   * @throws IllegalArgumentException if it is no JSON object, if {@code conversation_id}, {@code
   *     selected_repository} or {@code created_at} is missing, or if a value is wrong
   */
  public static ConversationMetadata parse(String json) {
    return of(JsonDocument.parseObject(json));
  }

  static ConversationMetadata of(JsonValue.Fields fields) {
    return new ConversationMetadata(fields.without("github_user_id"));
  }

  private ConversationMetadata with(String name, JsonValue value) {
    return new ConversationMetadata(fields.with(name, value));
  }

  private ConversationMetadata with(String name, @Nullable String text) {
    return with(name, text == null ? JsonValue.Word.NULL : JsonValue.of(text));
  }

  /**
   * Returns the conversation.
   *
   * @return its id
   */
  public String conversationId() {
    return fields.text("conversation_id").orElseThrow();
  }

  /**
   * Returns when the conversation began.
   *
   * @return the time
   */
  public ConversationTime createdAt() {
    return ConversationTime.parse(fields.text("created_at").orElseThrow());
  }

  /**
   * Returns when the conversation was last changed.
   *
   * @return the time; empty if it is not known
   */
  public Optional<ConversationTime> lastUpdatedAt() {
    return fields.text("last_updated_at").map(ConversationTime::parse);
  }

  /**
   * Sets when the conversation was last changed.
   *
   * @param time the time
   * @return the metadata with it
   */
  public ConversationMetadata lastUpdatedAt(ConversationTime time) {
    return with("last_updated_at", time.toString());
  }

  /**
   * Returns the repository, such as {@code owner/name}.
   *
   * @return empty if it is not known
   */
  public Optional<String> selectedRepository() {
    return fields.text("selected_repository");
  }

  /**
   * Sets the repository, such as {@code owner/name}.
   *
   * @param repository the repository, such as {@code owner/name}; null for none
   * @return the metadata with it
   */
  public ConversationMetadata selectedRepository(@Nullable String repository) {
    return with("selected_repository", repository);
  }

  /**
   * Returns the user to whom the conversation belongs.
   *
   * @return empty if it is not known
   */
  public Optional<String> userId() {
    return fields.text("user_id");
  }

  /**
   * Sets the user to whom the conversation belongs.
   *
   * @param user the user to whom the conversation belongs; null for none
   * @return the metadata with it
   */
  public ConversationMetadata userId(@Nullable String user) {
    return with("user_id", user);
  }

  /**
   * Returns the branch.
   *
   * @return empty if it is not known
   */
  public Optional<String> selectedBranch() {
    return fields.text("selected_branch");
  }

  /**
   * Sets the branch.
   *
   * @param branch the branch; null for none
   * @return the metadata with it
   */
  public ConversationMetadata selectedBranch(@Nullable String branch) {
    return with("selected_branch", branch);
  }

  /**
   * Returns the provider of the repository.
   *
   * @return empty if it is not known
   */
  public Optional<String> gitProvider() {
    return fields.text("git_provider");
  }

  /**
   * Sets the provider of the repository.
   *
   * @param provider {@code github}, {@code gitlab}, {@code bitbucket}, {@code azure_devops} or
   *     {@code enterprise_sso}; null for none
   * @return the metadata with it
   * @throws IllegalArgumentException if it is none that the existing server knows
   */
  public ConversationMetadata gitProvider(@Nullable String provider) {
    return with("git_provider", provider);
  }

  /**
   * Returns the title.
   *
   * @return empty if it is not known
   */
  public Optional<String> title() {
    return fields.text("title");
  }

  /**
   * Sets the title.
   *
   * @param title the title; null for none
   * @return the metadata with it
   */
  public ConversationMetadata title(@Nullable String title) {
    return with("title", title);
  }

  /**
   * Returns what began the conversation, such as {@code gui} or {@code slack}.
   *
   * @return empty if it is not known
   */
  public Optional<String> trigger() {
    return fields.text("trigger");
  }

  /**
   * Sets what began the conversation, such as {@code gui} or {@code slack}.
   *
   * @param trigger what began the conversation, such as {@code gui} or {@code slack}; null for none
   * @return the metadata with it
   * @throws IllegalArgumentException if it is none that the existing server knows
   */
  public ConversationMetadata trigger(@Nullable String trigger) {
    return with("trigger", trigger);
  }

  /**
   * Returns the language model.
   *
   * @return empty if it is not known
   */
  public Optional<String> llmModel() {
    return fields.text("llm_model");
  }

  /**
   * Sets the language model.
   *
   * @param model the language model; null for none
   * @return the metadata with it
   */
  public ConversationMetadata llmModel(@Nullable String model) {
    return with("llm_model", model);
  }

  /**
   * Returns the sandbox.
   *
   * @return empty if it is not known
   */
  public Optional<String> sandboxId() {
    return fields.text("sandbox_id");
  }

  /**
   * Sets the sandbox.
   *
   * @param sandbox the sandbox; null for none
   * @return the metadata with it
   */
  public ConversationMetadata sandboxId(@Nullable String sandbox) {
    return with("sandbox_id", sandbox);
  }

  /**
   * Returns the version of the conversation.
   *
   * @return empty if it is not known
   */
  public Optional<String> conversationVersion() {
    return fields.text("conversation_version");
  }

  /**
   * Sets the version of the conversation.
   *
   * @param version the version of the conversation; null for none
   * @return the metadata with it
   */
  public ConversationMetadata conversationVersion(@Nullable String version) {
    return with("conversation_version", version);
  }

  /**
   * Returns the pull requests.
   *
   * @return their numbers
   */
  public List<Long> pullRequests() {
    return ((JsonValue.Items) fields.values().getOrDefault("pr_number", JsonValue.Items.NONE))
        .values().stream().map(number -> Long.valueOf(((JsonValue.Word) number).text())).toList();
  }

  /**
   * Sets the pull requests.
   *
   * @param numbers their numbers
   * @return the metadata with them
   */
  public ConversationMetadata pullRequests(List<Long> numbers) {
    return with(
        "pr_number", new JsonValue.Items(numbers.stream().<JsonValue>map(JsonValue::of).toList()));
  }

  /**
   * Returns what the conversation cost.
   *
   * @return an amount; 0 if it is not known
   */
  public double accumulatedCost() {
    return Double.parseDouble(word("accumulated_cost"));
  }

  /**
   * Returns how many tokens were sent.
   *
   * @return a number; 0 if it is not known
   */
  public long promptTokens() {
    return Long.parseLong(word("prompt_tokens"));
  }

  /**
   * Returns how many tokens were received.
   *
   * @return a number; 0 if it is not known
   */
  public long completionTokens() {
    return Long.parseLong(word("completion_tokens"));
  }

  /**
   * Returns how many tokens were sent and received.
   *
   * @return a number; 0 if it is not known
   */
  public long totalTokens() {
    return Long.parseLong(word("total_tokens"));
  }

  private String word(String name) {
    return ((JsonValue.Word) fields.find(name).orElseThrow()).text();
  }

  /**
   * Sets what the conversation has used.
   *
   * @param cost an amount
   * @param promptTokens tokens that were sent
   * @param completionTokens tokens that were received
   * @return the metadata with these, and with their sum
   * @throws IllegalArgumentException if the cost is not finite
   */
  public ConversationMetadata usage(double cost, long promptTokens, long completionTokens) {
    return with("accumulated_cost", MetadataField.decimal(cost))
        .with("prompt_tokens", JsonValue.of(promptTokens))
        .with("completion_tokens", JsonValue.of(completionTokens))
        .with("total_tokens", JsonValue.of(promptTokens + completionTokens));
  }

  /**
   * Returns the text of a file, as the existing server writes it: all fields in its order, without
   * blanks, followed by those that nobody here knows.
   *
   * @return one JSON object
   */
  public String toJson() {
    return JsonForm.COMPACT.write(fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConversationMetadata metadata && metadata.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Returns the id alone. */
  @Override
  public String toString() {
    return "ConversationMetadata(" + conversationId() + ")";
  }
}
