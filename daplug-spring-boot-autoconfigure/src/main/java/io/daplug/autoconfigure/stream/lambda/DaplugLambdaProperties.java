package io.daplug.autoconfigure.stream.lambda;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a Lambda function answers events of DynamoDB's streams.
 *
 * @param reportBatchItemFailures Whether the event source mapping has the response type
 * ReportBatchItemFailures. If not, an event of which a record failed ends with an
 * exception.
 * @param timeReserve How much of a call's time is kept for the answer: what is not
 * handled by then is handed over again. A quarter of the time at most.
 */
@ConfigurationProperties("daplug.stream.lambda")
record DaplugLambdaProperties(@DefaultValue("true") boolean reportBatchItemFailures,
		@DefaultValue("5s") Duration timeReserve) {

}
