package io.daplug.proof;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the policies of the manual: that they can be read, and allow no more than
 * what they name.
 */
class PolicyTests {

	@ParameterizedTest
	@ValueSource(strings = { "policy-kcl", "policy-lambda" })
	void namesActionsAndResourcesWithoutStars(String name) throws IOException {
		assertThat(Policy.named(name).statements()).isNotEmpty().allSatisfy((statement) -> {
			assertThat(statement.actions()).isNotEmpty()
				.allSatisfy((action) -> assertThat(action).matches("(dynamodb|sns|sqs|logs):[A-Za-z]+"));
			assertThat(statement.resources()).isNotEmpty()
				.allSatisfy(
						(resource) -> assertThat(resource).matches("arn:aws:[a-z]+:eu-central-1:123456789012:.+|\\*"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "policy-kcl", "policy-lambda" })
	void writesNoSourceTable(String name) throws IOException {
		Policy policy = Policy.named(name);
		assertThat(policy.allows("dynamodb:PutItem table/orders")).isFalse();
		assertThat(policy.allows("dynamodb:PutItem table/orders-archive")).isTrue();
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
