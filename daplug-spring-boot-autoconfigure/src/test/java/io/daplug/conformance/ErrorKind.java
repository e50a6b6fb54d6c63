package io.daplug.conformance;

import java.util.Set;

import io.daplug.DaplugException;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.schema.UnknownSchemaException;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import tools.jackson.databind.JsonNode;

/**
 * A kind of error of the corpus, and which of our exceptions are of it.
 *
 * @param kind the corpus's name
 * @param code DynamoDB's name of the error; null if it is none of the service's
 */
record ErrorKind(String kind, @Nullable String code) {

	private static final ErrorKind CONDITION_FAILED = new ErrorKind("conditional-check-failed",
			"ConditionalCheckFailedException");

	private static final ErrorKind TABLE_NOT_FOUND = new ErrorKind("table-not-found", "ResourceNotFoundException");

	private static final ErrorKind CHANGED = new ErrorKind("idempotence-changed", null);

	private static final ErrorKind VALUE_MISSING = new ErrorKind("idempotence-missing", null);

	private static final ErrorKind NOT_FOUND = new ErrorKind("not-found", null);

	private static final ErrorKind INVALID_DATE = new ErrorKind("invalid-date", null);

	private static final ErrorKind SCHEMA_NOT_FOUND = new ErrorKind("schema-not-found", null);

	private static final ErrorKind CRASH = new ErrorKind("crash", null);

	/** What we refuse before a request stands for the service's refusal of the same. */
	static final Set<ErrorKind> REFUSALS = Set.of(new ErrorKind("dynamodb-error", "ValidationException"),
			new ErrorKind("param-validation", null), new ErrorKind("number-out-of-range", null));

	/** Refusals of a call without data, of a batch among them. */
	private static final Set<ErrorKind> WITHOUT_DATA = Set.of(new ErrorKind("missing-argument", null),
			new ErrorKind("invalid-batch", null));

	/** What stops our start, the ancestor refuses when it is called. */
	private static final Set<ErrorKind> AT_START = Set.of(new ErrorKind("dynamodb-error", "ValidationException"),
			new ErrorKind("param-validation", null), new ErrorKind("missing-argument", null),
			new ErrorKind("missing-hash-key", null), SCHEMA_NOT_FOUND);

	static ErrorKind expected(JsonNode error) {
		return new ErrorKind(error.path("kind").asString(), error.has("code") ? error.path("code").asString() : null);
	}

	/** Kinds of an exception that stopped the start. */
	static Set<ErrorKind> atStart(RuntimeException ex) {
		return refusal(ex) ? AT_START : Set.of(CRASH);
	}

	/**
	 * Kinds of an exception that a call raised.
	 * @param ex the exception
	 * @param lacksData whether the call is a write that was given nothing to write
	 * @param written whether a request to write was made
	 */
	static Set<ErrorKind> of(RuntimeException ex, boolean lacksData, boolean written) {
		if (ex instanceof InvalidBatchException && ex.getCause() instanceof RuntimeException entry) {
			return of(entry, lacksData, written);
		}
		if (ex instanceof ItemNotFoundException) {
			return Set.of(NOT_FOUND);
		}
		if (ex instanceof TableNotFoundException) {
			return Set.of(TABLE_NOT_FOUND);
		}
		if (ex.getCause() instanceof ConditionalCheckFailedException) {
			return Set.of(CONDITION_FAILED);
		}
		if (ex.getCause() instanceof AwsServiceException answer) {
			return Set.of(new ErrorKind("dynamodb-error", answer.awsErrorDetails().errorCode()));
		}
		if (ex instanceof StaleItemException) {
			return Set.of(CHANGED);
		}
		if (ex instanceof MissingIdempotenceValueException) {
			return Set.of(VALUE_MISSING);
		}
		if (ex instanceof InvalidIdempotenceValueException) {
			return Set.of(INVALID_DATE);
		}
		if (ex instanceof UnknownSchemaException) {
			return Set.of(SCHEMA_NOT_FOUND);
		}
		if (!refusal(ex) || written) {
			return Set.of(CRASH);
		}
		return lacksData ? WITHOUT_DATA : REFUSALS;
	}

	/** A request that did not get through is no refusal. */
	private static boolean refusal(RuntimeException ex) {
		return !(ex.getCause() instanceof SdkException) && (ex instanceof DaplugException
				|| ex instanceof IllegalArgumentException || ex instanceof IllegalStateException);
	}

	@Override
	public String toString() {
		return (this.code != null) ? this.kind + " " + this.code : this.kind;
	}

}
