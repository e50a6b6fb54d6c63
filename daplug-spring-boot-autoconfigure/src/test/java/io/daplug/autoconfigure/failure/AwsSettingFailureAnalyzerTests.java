package io.daplug.autoconfigure.failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwsSettingFailureAnalyzer}.
 */
class AwsSettingFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "AccessDeniedException, Allow this action", "ExpiredTokenException, Correct the credentials",
			"UnrecognizedClientException, Correct the credentials" })
	void saysWhatAwsRefuses(String code, String action) {
		DynamoDbException refused = (DynamoDbException) DynamoDbException.builder()
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("No.").build())
			.build();
		assertThat(new AwsSettingFailureAnalyzer().analyze(new IllegalStateException(refused)))
			.satisfies((analysis) -> {
				assertThat(analysis.getDescription())
					.isEqualTo("AWS refuses a request at start: %s, No.".formatted(code));
				assertThat(analysis.getAction()).startsWith(action);
			});
	}

	@Test
	void leavesOtherFailuresToOthers() {
		assertThat(new AwsSettingFailureAnalyzer().analyze(SdkClientException.create("Something else"))).isNull();
		assertThat(new AwsSettingFailureAnalyzer().analyze(DynamoDbException.builder()
			.awsErrorDetails(AwsErrorDetails.builder().errorCode("LimitExceededException").build())
			.build())).isNull();
	}

}
