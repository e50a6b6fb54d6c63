package io.daplug.table;

/**
 * What tells listeners and mirrors of the changes of a table.
 */
public enum StreamSource {

	/**
	 * The application that writes, when it writes. What has not been handled when the
	 * process dies is lost, and other writers are not heard.
	 */
	APPLICATION,

	/**
	 * The table's stream in DynamoDB, read by this application and its other instances
	 * with the Kinesis Client Library. Every change of every writer is heard at least
	 * once.
	 */
	KCL,

	/**
	 * The table's stream in DynamoDB, with which Lambda calls the application. Every
	 * change of every writer is heard at least once, in that function.
	 */
	LAMBDA;

	/**
	 * Says whether changes come from the table's stream in DynamoDB.
	 * @return whether the table needs a stream
	 */
	public boolean readsStream() {
		return this != APPLICATION;
	}

}
