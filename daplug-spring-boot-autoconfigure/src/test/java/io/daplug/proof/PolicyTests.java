package io.daplug.proof;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the policies of the manual: that they can be read, and allow no more than
 * what they name.
 */
class PolicyTests {

	private static final String ACCOUNT = "arn:aws:[a-z]+:eu-central-1:123456789012:";

	@ParameterizedTest
	@ValueSource(strings = { "policy-kcl", "policy-lambda" })
	void hasStarsForStreamsIndexesAndLogsOnlyAndToListStreams(String name) throws IOException {
		assertThat(Policy.named(name).statements()).isNotEmpty().allSatisfy((statement) -> {
			assertThat(statement.actions()).isNotEmpty()
				.allSatisfy((action) -> assertThat(action).matches("(dynamodb|sns|sqs|logs):[A-Za-z]+"));
			assertThat(statement.resources()).isNotEmpty()
				.allSatisfy((resource) -> assertThat(resource).matches(resources(statement.actions())));
		});
	}

	/** What actions may be allowed on. */
	private static String resources(List<String> actions) {
		if (actions.equals(List.of("dynamodb:ListStreams"))) {
			// AWS knows no narrower resource of it.
			return "\\*";
		}
		if (actions.stream().allMatch((action) -> action.startsWith("logs:"))) {
			return ACCOUNT + "\\*";
		}
		return ACCOUNT + "[A-Za-z0-9/-]+?(/(stream|index)/\\*)?";
	}

	@ParameterizedTest
	@ValueSource(strings = { "policy-kcl", "policy-lambda" })
	void writesNoSourceTable(String name) throws IOException {
		Policy policy = Policy.named(name);
		for (String action : List.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")) {
			assertThat(policy.allows("dynamodb:%s table/orders".formatted(action))).as(action).isFalse();
			assertThat(policy.allows("dynamodb:%s table/orders-archive".formatted(action))).as(action).isTrue();
		}
		assertThat(policy.allows("dynamodb:DeleteTable table/orders-archive")).isFalse();
	}

	@Test
	void leaseTableIsTheApplicationsOwn() throws IOException {
		Policy policy = Policy.named("policy-kcl");
		assertThat(policy.allows("dynamodb:CreateTable table/shop-orders")).isTrue();
		assertThat(policy.allows("dynamodb:CreateTable table/orders")).isFalse();
		assertThat(policy.allows("dynamodb:Query table/shop-orders/index/LeaseOwnerToLeaseKeyIndex")).isTrue();
		assertThat(policy.allows("dynamodb:GetRecords table/orders/stream/2026-11-27T00:00:00.000")).isTrue();
		assertThat(policy.allows("dynamodb:GetRecords *")).isTrue();
	}

}
