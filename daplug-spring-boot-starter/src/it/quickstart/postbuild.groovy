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
return true
