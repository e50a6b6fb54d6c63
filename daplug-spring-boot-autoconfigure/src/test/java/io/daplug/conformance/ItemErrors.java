package io.daplug.conformance;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.item.ItemConversionException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.singletable.SingleTableDefinitionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Which of our exceptions are of the kinds of errors that only typed items know.
 */
final class ItemErrors {

	/** What a model says that no item may be. */
	private static final ErrorKind VALIDATION = new ErrorKind("validation", null);

	private ItemErrors() {
	}

	/**
	 * Kinds of an exception that a step raised.
	 * @param ex the exception
	 * @param written whether a request to write was made
	 */
	static Set<ErrorKind> kinds(RuntimeException ex, boolean written) {
		if (ex instanceof SingleTableDefinitionException refusal) {
			Set<ErrorKind> kinds = new HashSet<>(ErrorKind.atStart(ex));
			definition(refusal).ifPresent((kind) -> kinds.add(new ErrorKind(kind, null)));
			return kinds;
		}
		boolean ofModel = ex instanceof ItemModel.MisfitException || ex instanceof JacksonException;
		if (ofModel || ex instanceof SchemaViolationException || ex instanceof ItemConversionException) {
			return Set.of(VALIDATION);
		}
		return ErrorKind.of(ex, false, written);
	}

	private static Optional<String> definition(SingleTableDefinitionException refusal) {
		String attribute = refusal.attribute();
		Class<?> type = refusal.type();
		if (attribute != null && type != null) {
			Optional<RecordComponent> component = Arrays.stream(type.getRecordComponents())
				.filter((candidate) -> attribute.equals(name(candidate)))
				.findFirst();
			if (component.isEmpty()) {
				return Optional.of("unknown-attribute");
			}
			if (component.get().getAnnotatedType().isAnnotationPresent(Nullable.class)) {
				return Optional.of("optional-key");
			}
		}
		String problem = refusal.problem();
		return (problem.contains("is no text") || problem.contains("the table has none"))
				? Optional.of("prefix-needs-string-key") : Optional.empty();
	}

	private static String name(RecordComponent component) {
		return Objects.requireNonNull(component.getAnnotation(JsonProperty.class)).value();
	}

}
