package io.daplug.sns;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The contract of publishing against LocalStack, where there is Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
class SnsLocalStackTests extends SnsDeliveryContract {

	/** Later versions need an account. */
	@Container
	private static final LocalStackContainer LOCALSTACK = new LocalStackContainer(
			DockerImageName.parse("localstack/localstack:4.14.0"))
		.withServices("sns", "sqs");

	@SuppressWarnings("NullAway.Init")
	private static SnsBackend backend;

	@BeforeAll
	static void connect() {
		backend = SnsBackend.at(LOCALSTACK.getEndpoint(), LOCALSTACK.getRegion(), LOCALSTACK.getAccessKey(),
				LOCALSTACK.getSecretKey());
	}

	@AfterAll
	static void disconnect() {
		backend.close();
	}

	@Override
	SnsBackend backend() {
		return backend;
	}

}
