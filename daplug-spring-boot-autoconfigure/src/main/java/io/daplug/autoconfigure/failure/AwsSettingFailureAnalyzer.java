package io.daplug.autoconfigure.failure;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/**
 * Tells which setting of AWS to look at where its SDK lacks one, reaches nobody, or is
 * refused. What else it fails for is left to others.
 */
final class AwsSettingFailureAnalyzer extends AbstractFailureAnalyzer<SdkException> {

	private static final String LOCALLY = " To develop without AWS, set 'daplug.local.enabled' to true.";

	/** What AWS says of credentials that are not right. */
	private static final Set<String> WRONG_CREDENTIALS = Set.of("UnrecognizedClientException", "InvalidClientTokenId",
			"ExpiredTokenException", "InvalidSignatureException", "IncompleteSignatureException",
			"MissingAuthenticationTokenException");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SdkException cause) {
		if (cause instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
			return refused(refused);
		}
		String message = String.valueOf(cause.getMessage());
		if (message.startsWith("Unable to load region")) {
			return new FailureAnalysis(
					"No AWS region is set: there is none in 'spring.cloud.aws.region.static', in the environment variable AWS_REGION, in a profile of ~/.aws/config, or from the machine.",
					"Set 'spring.cloud.aws.region.static', to 'eu-central-1' for instance, or AWS_REGION." + LOCALLY,
					cause);
		}
		if (message.startsWith("Unable to load credentials")) {
			return new FailureAnalysis(
					"No AWS credentials are found: there are none in 'spring.cloud.aws.credentials.*', in environment variables, in a profile of ~/.aws, or from the machine.",
					"Set 'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key', or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in by the AWS CLI."
							+ LOCALLY,
					cause);
		}
		if (message.startsWith("Unable to execute HTTP request")
				|| message.startsWith("Received an UnknownHostException")) {
			Throwable reason = NestedExceptionUtils.getMostSpecificCause(cause);
			return new FailureAnalysis(
					"AWS, or what stands in for it, is not reached: %s.".formatted(reason.getMessage()),
					"Start it, or correct 'spring.cloud.aws.dynamodb.endpoint', 'spring.cloud.aws.endpoint' or 'spring.cloud.aws.region.static'."
							+ LOCALLY,
					cause);
		}
		return null;
	}

	private static @Nullable FailureAnalysis refused(AwsServiceException cause) {
		String code = String.valueOf(cause.awsErrorDetails().errorCode());
		String message = "AWS refuses a request at start: %s, %s".formatted(code,
				cause.awsErrorDetails().errorMessage());
		if (code.equals("AccessDeniedException")) {
			return new FailureAnalysis(message, "Allow this action to the application's role or user.", cause);
		}
		return WRONG_CREDENTIALS.contains(code) ? new FailureAnalysis(message,
				"Correct the credentials: 'spring.cloud.aws.credentials.*', AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or those of the profile; temporary ones end."
						+ LOCALLY,
				cause) : null;
	}

}
