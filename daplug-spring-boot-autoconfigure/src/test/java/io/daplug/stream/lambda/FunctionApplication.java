package io.daplug.stream.lambda;

import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.lambda.DaplugLambdaAutoConfiguration;
import io.daplug.stream.DaplugStreamListener;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;

/**
 * An application that runs as a function: it mirrors orders, and checks them.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
		DaplugMirrorsAutoConfiguration.class, DaplugLambdaAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
class FunctionApplication {

	private final CyclicBarrier pairs = new CyclicBarrier(2);

	@DaplugStreamListener("orders")
	void check(Map<String, Object> order) throws BrokenBarrierException, InterruptedException, TimeoutException {
		if ("BAD".equals(order.get("status"))) {
			throw new IllegalStateException("bad");
		}
		if ("PAIR".equals(order.get("status"))) {
			this.pairs.await(30, TimeUnit.SECONDS);
		}
	}

}
