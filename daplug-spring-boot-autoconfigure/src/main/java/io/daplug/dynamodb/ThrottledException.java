package io.daplug.dynamodb;

import java.util.List;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * DynamoDB refused the request for lack of capacity, after all of the SDK's retries.
 * Nothing was written. {@link #throttlingReasons()} says which table or index lacks which
 * capacity. The call can be made again later.
 */
public final class ThrottledException extends TransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer
	 */
	public ThrottledException(String message, String table, Throwable cause) {
		super(message, cause);
		this.table = table;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns why DynamoDB refused the request.
	 * @return for each reason the limit that was reached (such as
	 * {@code TableReadProvisionedThroughputExceeded}) and the ARN of the table or index;
	 * empty if DynamoDB does not say
	 */
	public List<ThrottlingReason> throttlingReasons() {
		return throttlingReasons(getCause());
	}

	static List<ThrottlingReason> throttlingReasons(@Nullable Throwable cause) {
		if (cause instanceof ProvisionedThroughputExceededException exceeded) {
			return exceeded.throttlingReasons();
		}
		if (cause instanceof RequestLimitExceededException exceeded) {
			return exceeded.throttlingReasons();
		}
		return (cause instanceof ThrottlingException throttled) ? throttled.throttlingReasons() : List.of();
	}

}
