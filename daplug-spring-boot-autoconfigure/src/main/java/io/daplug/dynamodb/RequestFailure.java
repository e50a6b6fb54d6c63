package io.daplug.dynamodb;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

/**
 * What the failure of a request says of whether DynamoDB carried it out. Nothing is taken
 * for refused that may have been done.
 */
final class RequestFailure {

	private static final int REQUEST_TIMEOUT = 408;

	/** How the SDK tells of an attempt before the last one. */
	private static final Pattern EARLIER_STATUS = Pattern.compile("Status Code: (\\d{3})");

	private RequestFailure() {
	}

	/** Whether an answer says that nothing was done. */
	static boolean isRefusal(int status) {
		return status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
	}

	/**
	 * How many attempts of a failed request had no connection to go out on, as far as the
	 * failure tells.
	 */
	static int unsent(RuntimeException failure) {
		Throwable unconnected = unconnected(failure);
		if (unconnected == null) {
			return 0;
		}
		String reason = String.valueOf(unconnected.getMessage());
		return 1 + (int) Stream.of(failure.getSuppressed())
			.filter((earlier) -> String.valueOf(earlier.getMessage()).contains(reason))
			.count();
	}

	/** Whether a failed request, of which nothing else is known, may have been done. */
	static boolean mayBeDone(RuntimeException failure) {
		if (!(failure instanceof SdkException thrown) || !wasSent(thrown)) {
			return false;
		}
		int attempts = (thrown.numAttempts() != null) ? thrown.numAttempts() : 1;
		int undone = unsent(failure);
		if (undone == 0 && failure instanceof AwsServiceException answer && didNothing(answer)) {
			undone = 1;
		}
		undone += (int) Stream.of(failure.getSuppressed()).filter(RequestFailure::wasRefused).count();
		return attempts > undone;
	}

	/**
	 * Other failures come before a request is sent: there are no credentials, for one.
	 */
	private static boolean wasSent(SdkException failure) {
		return failure instanceof AwsServiceException || failure instanceof AbortedException
				|| failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException
				|| (failure.numAttempts() != null && failure.numAttempts() > 1)
				|| (failure.getCause() instanceof IOException && !MissingCredentials.isCauseOf(failure));
	}

	private static boolean didNothing(AwsServiceException answer) {
		return answer.isThrottlingException() || isRefusal(answer.statusCode())
				|| (answer.statusCode() == 0 && !(answer instanceof InternalServerErrorException));
	}

	private static boolean wasRefused(Throwable earlier) {
		Matcher status = EARLIER_STATUS.matcher(String.valueOf(earlier.getMessage()));
		int last = 0;
		while (status.find()) {
			last = Integer.parseInt(status.group(1));
		}
		return isRefusal(last);
	}

	/**
	 * The reason that there was no connection; null if there was one, or may have been.
	 */
	private static @Nullable Throwable unconnected(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException
					|| cause instanceof NoRouteToHostException || cause instanceof SSLHandshakeException
					|| isTimeoutOfConnecting(cause) || isOfClosedClient(cause)) {
				return cause;
			}
		}
		return null;
	}

	private static boolean isOfClosedClient(Throwable cause) {
		return cause instanceof IllegalStateException && String.valueOf(cause.getMessage()).contains("shut down");
	}

	/** By name, as each HTTP client has its own. */
	private static boolean isTimeoutOfConnecting(Throwable cause) {
		String name = cause.getClass().getSimpleName();
		return name.equals("ConnectTimeoutException") || name.equals("ConnectionRequestTimeoutException")
				|| name.equals("ConnectionPoolTimeoutException");
	}

}
