package io.daplug.stream.kcl;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/**
 * Stands where the Kinesis Client Library insists on a client, and sends nothing.
 */
final class SilentCloudWatchClient implements CloudWatchAsyncClient {

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
