import Hummingbird
import CCurl
import Crypto
