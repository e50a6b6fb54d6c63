package io.daplug.stream.kcl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.regions.Region;

import org.springframework.util.Assert;

/**
 * The stream of a table.
 *
 * @param arn its name in DynamoDB
 * @param adapterArn the name under which the adapter knows it: the adapter refuses
 * regions that its SDK does not know, such as DynamoDB Local's
 * @param label when it was enabled
 */
record TableStream(String arn, String adapterArn, String label) {

	private static final Pattern ARN = Pattern
		.compile("arn:[^:]*:dynamodb:(?<region>[^:]*):(?<account>[^:]*):table/(?<table>[^/]+)/stream/(?<label>.+)");

	private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

	static TableStream of(String arn) {
		Matcher parts = ARN.matcher(arn);
		Assert.state(parts.matches(), () -> "'%s' is no name of a stream".formatted(arn));
		Region region = Region.of(parts.group("region"));
		if (!Region.regions().contains(region)) {
			region = Region.US_EAST_1;
		}
		String account = parts.group("account");
		String adapterArn = "arn:%s:dynamodb:%s:%s:table/%s/stream/%s".formatted(region.metadata().partition().id(),
				region.id(), ACCOUNT.matcher(account).matches() ? account : "000000000000", parts.group("table"),
				parts.group("label"));
		return new TableStream(arn, adapterArn, parts.group("label"));
	}

}
