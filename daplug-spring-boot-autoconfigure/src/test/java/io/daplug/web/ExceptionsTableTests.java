package io.daplug.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.daplug.customize.RefusedItemException;
import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.batch.IncompleteClearException;
import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ItemBusyException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.UncertainTransactionException;
import io.daplug.template.model.UncertainWriteException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.support.StaticMessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the advice answers as the manual's table of exceptions says, and that it
 * leaves to Spring what the table has at 500.
 */
class ExceptionsTableTests {

	private static final Path TABLE = Path.of("..", "docs", "exceptions.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]*\\|[^|]*\\| ([^|]*) \\|");

	private static final String OF_THE_CAUSE = "that of the cause";

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	/** What a request can be, as far as the status depends on it. */
	private static final List<RequestConditions> REQUESTS = List.of(new RequestConditions(false, false, false),
			new RequestConditions(false, true, false), new RequestConditions(false, false, true),
			new RequestConditions(true, false, false), new RequestConditions(true, true, false));

	private final ProblemResponses problems = new ProblemResponses(new EntityTags(TableRegistry.of(List
		.of(TableDefinition.named("orders").hashKey("id").idempotence(IdempotenceDefinition.on("version")).build())),
			CONVERTER), new StaticMessageSource(), Duration.ofMillis(1500));

	@Test
	void answersWithTheStatusOfTheTable() throws IOException {
		Map<String, String> table = table();
		Map<String, Set<String>> expected = new LinkedHashMap<>();
		Map<String, Set<String>> actual = new LinkedHashMap<>();
		exceptions().forEach((ex) -> {
			String name = ex.getClass().getSimpleName();
			expected.put(name, statuses(table.getOrDefault(name, "no row")));
			actual.computeIfAbsent(name, (key) -> new TreeSet<>()).addAll(statuses(ex));
		});
		assertThat(actual).isEqualTo(expected);
	}

	@Test
	void tellsWhereAReadGoesOn() {
		ReadBudgetExceededException ended = new ReadBudgetExceededException("orders", 500, 500.5, 7, "token");
		ReadBudgetExceededException inSegments = new ReadBudgetExceededException("orders", 500, 500.5, 7, null);
		assertThat(answer(ended, REQUESTS.get(0)).getBody().getProperties()).isEqualTo(Map.of("next", "token"));
		assertThat(answer(inSegments, REQUESTS.get(0)).getBody().getProperties()).isNull();
	}

	@Test
	void saysWhenToTryAgainWhereTheTableSaysSo() throws IOException {
		Map<String, String> table = table();
		assertThat(exceptions())
			.allSatisfy((ex) -> assertThat(answer(ex, REQUESTS.get(0)).getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
				.as(ex.toString())
				.isEqualTo(table.getOrDefault(ex.getClass().getSimpleName(), "no row").contains("`Retry-After`") ? "2"
						: null));
	}

	@Test
	void answersEveryExceptionThatIsNoMistakeOfTheApplication() throws IOException {
		Set<String> answered = table().entrySet()
			.stream()
			.filter((row) -> !List.of("500", "–", OF_THE_CAUSE).contains(row.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(handled()).as("What 'exceptions.md' has below 'HTTP', 'ProblemAdvice' and 'ProblemResponses' answer")
			.isEqualTo(answered);
	}

	@Test
	void handlesWhatItHasAnswersFor() {
		Set<String> answers = Stream
			.concat(ProblemResponses.exceptions().stream(), Stream.of(PreconditionException.class))
			.map(Class::getSimpleName)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(handled()).isEqualTo(answers);
		assertThat(exceptions()).extracting((ex) -> ex.getClass().getSimpleName()).containsAll(answers);
	}

	@Test
	void saysWhatWentWrongInEachAnswer() {
		assertThat(exceptions()).allSatisfy((ex) -> REQUESTS.forEach((request) -> {
			ErrorResponse answer = answer(ex, request);
			assertThat(answer.getBody().getStatus()).isEqualTo(answer.getStatusCode().value());
			assertThat(answer.getBody().getType()).asString().matches("urn:problem-type:daplug:[a-z-]+");
			assertThat(answer.getBody().getTitle())
				.isNotEqualTo(HttpStatus.valueOf(answer.getStatusCode().value()).getReasonPhrase());
			assertThat(answer.getBody().getDetail()).isNotEmpty();
		}));
	}

	@Test
	void answersATransactionAsTheEntryThatIsToBlame() throws IOException {
		assertThat(table()).containsEntry("ItemTransactionFailedException", OF_THE_CAUSE);
		for (Exception cause : exceptions()) {
			if (cause instanceof DataAccessException failed) {
				assertThat(statuses(new InvalidTransactionException("Entry 0 is unusable", 0, cause)))
					.isEqualTo(statuses(cause));
				TransactionFailure failure = new TransactionFailure(
						new TransactionFailure.Entry(0, "insert", "orders", ItemKey.of("a")),
						TransactionFailure.Kind.REFUSED, null, failed);
				assertThat(statuses(new ItemTransactionFailedException("failed", List.of(failure))))
					.isEqualTo(statuses(cause));
			}
		}
	}

	@Test
	void namesAnAttributeThatIsNotUniqueButNotTheItemThatHasItsValue() {
		ProblemDetail body = answer(
				new DuplicateAttributeException("orders", "e/mail", ItemKey.of("a"), ItemKey.of("secret"), null),
				REQUESTS.get(0))
			.getBody();
		assertThat(body.getProperties()).extractingByKey("errors")
			.asInstanceOf(InstanceOfAssertFactories.list(Map.class))
			.singleElement()
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("pointer", "/e~1mail")
			.containsEntry("keyword", "unique");
		assertThat(body.toString()).doesNotContain("secret");
	}

	private Set<String> statuses(Exception ex) {
		return REQUESTS.stream()
			.map((request) -> String.valueOf(answer(ex, request).getStatusCode().value()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private ErrorResponse answer(Exception ex, RequestConditions request) {
		return this.problems.of(ex, request, Locale.ENGLISH);
	}

	private static Set<String> statuses(String cell) {
		return Pattern.compile("\\b[45]\\d\\d\\b")
			.matcher(cell)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, String> table() throws IOException {
		Map<String, String> rows = new LinkedHashMap<>();
		ROW.matcher(Files.readString(TABLE)).results().forEach((row) -> rows.put(row.group(1), row.group(2)));
		assertThat(rows).hasSizeGreaterThan(30);
		return rows;
	}

	private static Set<String> handled() {
		Set<String> names = new TreeSet<>();
		for (var method : ProblemAdvice.class.getDeclaredMethods()) {
			ExceptionHandler handler = method.getAnnotation(ExceptionHandler.class);
			if (handler != null) {
				for (Class<?> type : handler.value()) {
					names.add(type.getSimpleName());
				}
			}
		}
		return names;
	}

	/** One of each, or as many as have different answers. */
	private static List<Exception> exceptions() {
		ItemKey key = ItemKey.of("a");
		Throwable cause = new IllegalStateException("cause");
		List<Exception> all = new ArrayList<>(List.of(
				new SchemaViolationException("Order",
						List.of(new SchemaViolation("/total", "type", "must be a number"))),
				new InvalidKeyException("The key is empty"),
				new InvalidItemException("/total", "is not a number", null),
				new RefusedItemException("An address needs an @"),
				new InvalidIdempotenceValueException("The value is no time"),
				new ItemTooLargeException(500_000, 400_000),
				new InvalidPageTokenException("The page token is damaged", null),
				new InvalidBatchException("Entry 3 is unusable", 3, null),
				new InvalidTransactionException("A transaction needs one entry at least", -1, null),
				new DuplicateAttributeException("orders", "email", key, ItemKey.of("secret"), null),
				new DuplicateItemException("duplicate", "orders", key, null),
				new ItemNotFoundException("not found", "orders", null),
				new ConditionNotMetException("not met", "orders", key, null), stale(null),
				stale(new Item<>(Map.of("version", AttributeValue.fromN("3")), Map.class, CONVERTER)),
				new WriteConflictException("conflict", "orders", cause)));
		all.add(new UnfitChangeException("unfit", "orders", key, null));
		all.addAll(List.of(new ThrottledException("throttled", "orders", cause), new ItemBusyException("busy"),
				new TableMovingException("moving", "orders"),
				new UncertainWriteException("uncertain", "orders", key, null),
				new UncertainTransactionException("uncertain", List.of(), cause),
				new IncompleteBatchException("incomplete", null),
				new ReadBudgetExceededException("orders", 500, 500.5, 7, "token"),
				new IncompleteClearException("incomplete", new ClearResult(1, 0, 1, 0, List.of()), null),
				new IncompleteRewriteException("incomplete",
						new RewriteResult(new RewriteCounts(1, 0, 0, 0, 1), List.of(), null), null),
				new ApplicationClosedException("closed", "orders", null), PreconditionException.malformed(),
				PreconditionException.several(), PreconditionException.neverMet(), PreconditionException.required()));
		return all;
	}

	private static StaleItemException stale(@Nullable Item<?> stored) {
		return new StaleItemException("stale", "orders", ItemKey.of("a"), stored, null);
	}

}
