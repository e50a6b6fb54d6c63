package io.daplug.template.context;

import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.template.model.ItemBusyException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Failures of requests that did nothing, after which another attempt is worth it while
 * there is time.
 */
public final class PassingFailure {

	private PassingFailure() {
	}

	/**
	 * Whether a failure passes, or is the end of an interrupted request or of one that
	 * had no more time.
	 */
	public static boolean is(RuntimeException failure) {
		return failure instanceof ThrottledException || failure instanceof WriteConflictException
				|| failure instanceof ItemBusyException || failure.getCause() instanceof AbortedException
				|| failure.getCause() instanceof ApiCallTimeoutException;
	}

}
