package io.daplug.text;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import io.daplug.DaplugException;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A failure as it goes to a log. Parsers and converters quote values in their messages,
 * and what items hold does not belong in a log. So the types and stack traces of all
 * causes are kept, but the messages only of those that are known to quote nothing, and of
 * what the application throws itself, if it does not quote the items at hand. The whole
 * failure is logged at {@code TRACE}.
 */
public final class LoggableFailure extends Exception {

	private static final long serialVersionUID = 1L;

	/** Libraries whose messages quote what they were given. */
	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "jakarta.",
			"tools.jackson.", "com.fasterxml.", "org.springframework.", "software.amazon.", "kotlin.");

	private static final Predicate<String> QUOTES_ALWAYS = (message) -> true;

	private LoggableFailure(Throwable failure, @Nullable String message) {
		super((message != null) ? failure.getClass().getName() + ": " + message : failure.getClass().getName());
		setStackTrace(failure.getStackTrace());
	}

	/**
	 * Logs a failure: at {@code ERROR} without what items may hold, and at {@code TRACE}
	 * in full.
	 * @param logger where to
	 * @param message what failed
	 * @param failure why
	 */
	public static void log(Log logger, String message, Throwable failure) {
		log(logger, message, failure, QUOTES_ALWAYS);
	}

	/**
	 * Logs a failure that has to do with certain items.
	 * @param logger where to
	 * @param message what failed
	 * @param failure why
	 * @param quotes whether a text quotes these items
	 */
	public static void log(Log logger, String message, Throwable failure, Predicate<String> quotes) {
		logger.error(message, of(failure, quotes));
		logger.trace("The failure in full", failure);
	}

	/**
	 * Returns a failure as it may be logged.
	 * @param failure the failure
	 * @return the failure itself if none of its messages is in doubt
	 */
	static Throwable of(Throwable failure) {
		return of(failure, QUOTES_ALWAYS);
	}

	static Throwable of(Throwable failure, Predicate<String> quotes) {
		Map<Throwable, Throwable> seen = new IdentityHashMap<>();
		return isClean(failure, quotes, seen) ? failure : copy(failure, quotes, new IdentityHashMap<>());
	}

	private static boolean isClean(@Nullable Throwable failure, Predicate<String> quotes,
			Map<Throwable, Throwable> seen) {
		if (failure == null || seen.put(failure, failure) != null) {
			return true;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (!isClean(suppressed, quotes, seen)) {
				return false;
			}
		}
		return (failure.getMessage() == null || failure.getMessage().equals(message(failure, quotes)))
				&& isClean(failure.getCause(), quotes, seen);
	}

	private static Throwable copy(Throwable failure, Predicate<String> quotes, Map<Throwable, Throwable> copies) {
		Throwable known = copies.get(failure);
		if (known != null) {
			return known;
		}
		LoggableFailure copy = new LoggableFailure(failure, message(failure, quotes));
		copies.put(failure, copy);
		for (Throwable suppressed : failure.getSuppressed()) {
			Throwable copied = copy(suppressed, quotes, copies);
			if (copied != copy) {
				copy.addSuppressed(copied);
			}
		}
		Throwable cause = failure.getCause();
		// A cause that leads back to itself is cut off: it would be logged for ever.
		if (cause != null && !copies.containsKey(cause)) {
			copy.initCause(copy(cause, quotes, copies));
		}
		return copy;
	}

	/**
	 * Returns what a failure says, if that is known to quote nothing of some items.
	 * @param failure the failure
	 * @param quotes whether a text quotes these items
	 * @return its message; null if it has none, or if the message may quote the items
	 */
	public static @Nullable String message(Throwable failure, Predicate<String> quotes) {
		if (failure instanceof AwsServiceException answer) {
			// AWS quotes values that it refuses.
			String code = (answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorCode() : null;
			return "%s, status %d, request %s".formatted(code, answer.statusCode(), answer.requestId());
		}
		boolean quotesNothing = failure instanceof DaplugException || failure instanceof SdkClientException
				|| isOfTheNetwork(failure) || failure instanceof TimeoutException
				|| failure instanceof InterruptedException || failure instanceof ClassCastException
				|| failure instanceof VirtualMachineError || failure instanceof LinkageError;
		String said = failure.getMessage();
		return (quotesNothing || (said != null && isOfTheApplication(failure) && !quotes.test(said))) ? said : null;
	}

	/** Whether the application itself made a failure, and chose its words. */
	private static boolean isOfTheApplication(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return trace.length > 0 && LIBRARIES.stream().noneMatch(trace[0].getClassName()::startsWith);
	}

	private static boolean isOfTheNetwork(Throwable failure) {
		return failure instanceof SocketException || failure instanceof SocketTimeoutException
				|| failure instanceof UnknownHostException || failure instanceof SSLException;
	}

	/**
	 * Returns the name of the failure's class, and its message if that quotes nothing.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
