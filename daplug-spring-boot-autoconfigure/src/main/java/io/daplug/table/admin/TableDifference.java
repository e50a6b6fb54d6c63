package io.daplug.table.admin;

/**
 * One point in which a table in DynamoDB is not as it is declared.
 *
 * @param subject what differs, such as a key or an index
 * @param declared what is declared
 * @param found what is there
 * @param action what to do
 */
public record TableDifference(String subject, String declared, String found, String action) {

	@Override
	public String toString() {
		return "%s: declared is %s, found is %s".formatted(this.subject, this.declared, this.found);
	}

}
