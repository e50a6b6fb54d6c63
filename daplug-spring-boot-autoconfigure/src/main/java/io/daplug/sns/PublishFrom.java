package io.daplug.sns;

/**
 * What sends the messages about the changes of a table.
 */
public enum PublishFrom {

	/**
	 * The write itself, after DynamoDB has accepted it. A message that SNS does not take
	 * is lost, and so is one whose process dies before it is sent.
	 */
	WRITE,

	/**
	 * The table's stream, whoever wrote. Each change is sent at least once: again until
	 * SNS has taken it, or until it is parked.
	 */
	STREAM

}
