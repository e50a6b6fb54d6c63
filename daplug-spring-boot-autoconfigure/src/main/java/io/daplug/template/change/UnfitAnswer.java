package io.daplug.template.change;

import java.util.List;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * DynamoDB's answers that say that a change does not fit the item. They have no exception
 * of their own, only words.
 */
public final class UnfitAnswer {

	/** A key of another type is a type mismatch too, but not one of the stored item. */
	private static final List<String> WORDS = List.of("document path provided in the update expression",
			"operand in the update expression", "Type mismatch for attribute to update");

	private UnfitAnswer() {
	}

	/**
	 * Says whether a request failed so.
	 * @param failure the failure
	 * @return whether the item does not fit
	 */
	public static boolean isIn(RuntimeException failure) {
		return failure.getCause() instanceof AwsServiceException answer && answer.awsErrorDetails() != null
				&& "ValidationException".equals(answer.awsErrorDetails().errorCode())
				&& WORDS.stream().anyMatch(String.valueOf(answer.awsErrorDetails().errorMessage())::contains);
	}

}
