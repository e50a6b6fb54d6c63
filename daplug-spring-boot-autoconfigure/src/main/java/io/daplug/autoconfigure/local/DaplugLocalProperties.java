package io.daplug.autoconfigure.local;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the embedded DynamoDB.
 *
 * @param path Directory that keeps the data of the embedded DynamoDB, created if there is
 * none. In memory without it.
 * @param port Port of 127.0.0.1 on which the embedded DynamoDB listens. 0 for a free one.
 */
@ConfigurationProperties("daplug.local")
record DaplugLocalProperties(@Nullable Path path, @DefaultValue("0") int port) {

	DaplugLocalProperties {
		Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be 0 (a free one) to 65535, not " + port);
	}

}
