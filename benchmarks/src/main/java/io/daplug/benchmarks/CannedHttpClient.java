package io.daplug.benchmarks;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers every request with the same bytes, from memory: what is left of a call is what
 * the SDK and those above it do.
 */
final class CannedHttpClient implements SdkHttpClient {

	private final byte[] body;

	private final SdkHttpResponse response;

	private final Duration wait;

	CannedHttpClient(byte[] body) {
		this(body, Duration.ZERO);
	}

	/**
	 * Creates a client whose requests take some time, as on a network.
	 * @param body what is answered
	 * @param wait how long each request takes at least
	 */
	CannedHttpClient(byte[] body, Duration wait) {
		this.body = body;
		this.wait = wait;
		this.response = SdkHttpResponse.builder()
			.statusCode(200)
			.statusText("OK")
			.putHeader("Content-Type", "application/x-amz-json-1.0")
			.putHeader("Content-Length", Integer.toString(body.length))
			.putHeader("x-amzn-RequestId", "4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG")
			.build();
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() {
				if (!CannedHttpClient.this.wait.isZero()) {
					LockSupport.parkNanos(CannedHttpClient.this.wait.toNanos());
				}
				return HttpExecuteResponse.builder()
					.response(CannedHttpClient.this.response)
					.responseBody(AbortableInputStream.create(new ByteArrayInputStream(CannedHttpClient.this.body)))
					.build();
			}

			@Override
			public void abort() {
			}

		};
	}

	@Override
	public void close() {
	}

}
