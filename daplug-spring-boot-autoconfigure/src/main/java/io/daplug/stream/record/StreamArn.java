package io.daplug.stream.record;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * What the ARN of a stream of DynamoDB says.
 *
 * @param tableName the name of the table in DynamoDB
 * @param label the label of the stream: the time when it was enabled
 */
public record StreamArn(String tableName, String label) {

	private static final Pattern FORM = Pattern.compile("arn:[^:]*:dynamodb:[^:]*:[^:]*:table/([^/]+)/stream/(.+)");

	/**
	 * Creates the parts of an ARN.
	 * @param tableName the name of the table in DynamoDB
	 * @param label the label of the stream
	 */
	public StreamArn {
		Assert.hasText(tableName, "'tableName' must not be empty");
		Assert.hasText(label, "'label' must not be empty");
	}

	/**
	 * Reads an ARN.
	 * @param arn the ARN
	 * @return what it says; empty if it is none of a stream of DynamoDB
	 */
	public static Optional<StreamArn> of(String arn) {
		Assert.notNull(arn, "'arn' must not be null");
		Matcher matcher = FORM.matcher(arn);
		return matcher.matches() ? Optional.of(new StreamArn(matcher.group(1), matcher.group(2))) : Optional.empty();
	}

}
