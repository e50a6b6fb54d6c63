package io.daplug.dynamodb;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Tells the write that is under way what becomes of its attempts, and a thread that is
 * measured what its requests use. The SDK finds it by a resource on the class path, so
 * each client has it, also one that the application built. It does nothing for other
 * requests than Daplug's, and changes them only where a thread is measured. Internal.
 */
public final class AttemptInterceptor implements ExecutionInterceptor {

	private static final ExecutionAttribute<Attempts> ATTEMPTS = new ExecutionAttribute<>(
			AttemptInterceptor.class.getName());

	/**
	 * Creates the interceptor. The SDK does, for each client.
	 */
	public AttemptInterceptor() {
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		Attempts attempts = Attempts.of(context.request());
		if (attempts != null) {
			attributes.putAttribute(ATTEMPTS, attempts);
			attempts.watched();
		}
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		return CapacityMeter.asked(context.request());
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		CapacityMeter.answered(context.response());
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		Attempts attempts = attributes.getAttribute(ATTEMPTS);
		if (attempts != null) {
			attempts.sent();
		}
	}

	/** The last word on an answer, after interceptors of the application changed it. */
	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		Attempts attempts = attributes.getAttribute(ATTEMPTS);
		if (attempts != null) {
			attempts.answered(context.httpResponse().statusCode());
		}
		return context.httpResponse();
	}

}
