def list = new File(basedir, 'target/dependencies.txt')
if (!list.exists()) {
	return true // The build has failed before, and that is what has to be told.
}
def expected = ['dynamodb-enhanced': enhanced, 'sns-message-manager': messageManager]
def lines = list.readLines().findAll { it.contains('software.amazon.awssdk:') }
assert lines.size() > 20
lines.each { line ->
	def parts = line.trim().split(':')
	assert parts[3] == expected.getOrDefault(parts[1], sdk): line.trim()
}

// What was written down ahead of time starts, without a web server and without DynamoDB.
def java = new File(System.getProperty('java.home'), 'bin/java').path
def builder = new ProcessBuilder(java, '-Dspring.aot.enabled=true', '-XX:TieredStopAtLevel=1', '-jar',
	new File(basedir, 'target/shop-1.0.0.jar').path)
builder.environment().putAll([AWS_REGION: 'eu-central-1', AWS_EC2_METADATA_DISABLED: 'true'])
def process = builder.redirectErrorStream(true).start()
def output = process.inputStream.text
assert output.contains('Starting AOT-processed ShopApplication'): output
assert output.contains('Started ShopApplication'): output
assert process.waitFor() == 0: output
return true
